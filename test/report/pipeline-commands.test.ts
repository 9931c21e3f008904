import { describe, expect, test } from 'vitest';
import { withoutPipelineCommands } from '../../src/report/pipeline-commands.ts';

describe('a name that a pipeline would take for a command', () => {
  test.each([
    ['##vso[task.setvariable variable=a]b', '# #vso[task.setvariable variable=a]b'],
    ['x ##VSO[task.complete]', 'x # #VSO[task.complete]'],
    ['##[error]no', '# #[error]no'],
    ['###[group]', '## #[group]'],
    ['::set-output name=a::b', ': :set-output name=a::b'],
    ['  ::add-mask::b', '  : :add-mask::b'],
    ['::stop-commands::token', ': :stop-commands::token'],
  ])('%j is broken up', (name, shown) => {
    expect(withoutPipelineCommands(name)).toBe(shown);
  });

  test.each(['::/0', '2001:db8::1', 'a ## b', '#1', 'std::string', 'vm-01'])('%j stays as it is', (name) => {
    expect(withoutPipelineCommands(name)).toBe(name);
  });
});

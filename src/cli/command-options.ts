import { type Command, Option } from 'commander';

/** Where runs are, and by what they are judged. */
export function withJudgement(command: Command): Command {
  return withOut(command)
    .option(
      '--policy <revision>',
      'revision of Microsoft\'s rules, or "current" (PORT25_POLICY; default: 2020-11)',
    )
    .option(
      '--declarations <file>',
      'what owners know and Azure does not tell, YAML or JSON (PORT25_DECLARATIONS)',
    )
    .option('--tag <name...>', 'a column for each of these owner tags')
    .option('--format <list>', 'csv, html, json (default: all)');
}

/** What the exit code is to say. */
export function withExit(command: Command): Command {
  return command
    .option('--fail-on <verdicts>', 'exit with 1 when one of these verdicts occurs (PORT25_FAIL_ON)')
    .option('--fail-on-senders', 'let only VMs that are meant to send mail count for --fail-on')
    .option('--allow-incomplete', 'do not exit with 2 when something could not be read');
}

export function withOut(command: Command): Command {
  return command.option('--out <dir>', 'folder for runs (PORT25_OUT; default: reports)');
}

export function withDisplay(command: Command): Command {
  return command
    .option('--log <style>', 'text or ndjson (default: text)')
    .option('--quiet', 'only warnings and errors')
    .option('--no-color', 'no colours');
}

/** Which part of which tenant. */
export function withScope(command: Command): Command {
  return command
    .option('--subscription <id...>', 'only these subscriptions (default: all whose home is the tenant)')
    .option('--exclude-subscription <id...>', 'list these subscriptions, and do not read them')
    .option('--management-group <id...>', 'only what is below these management groups')
    .option('--tenant <id>', 'the tenant (AZURE_TENANT_ID)')
    .option('--inventory <service>', 'resource-manager, resource-graph or auto (default: resource-manager)')
    .option('--concurrency <n>', 'subscriptions read at once (PORT25_CONCURRENCY; default: 16)');
}

/** Which part of the scope, where several runs share it. */
export function withShard(command: Command): Command {
  return command.option(
    '--shard <i/n>',
    'only the subscriptions of one shard, such as 2/4; "report --merge" joins them',
  );
}

export function withDemo(command: Command): Command {
  return command
    .option('--demo', 'a simulated tenant on localhost; no account needed')
    .addOption(new Option('--demo-subscriptions <n>', 'size of the simulated tenant'))
    .addOption(new Option('--demo-vms <n>', 'size of the simulated tenant'))
    .addOption(new Option('--demo-latency <ms>', 'delay of every answer of the simulated tenant'))
    .addOption(new Option('--demo-faults <names>', 'what is to go wrong there: names of faults, or "all"'));
}

/** How long runs are kept. */
export function withRetention(command: Command): Command {
  return command
    .option('--keep <days>', 'remove runs that are older, such as 90d (PORT25_KEEP)')
    .option('--keep-runs <n>', 'remove all but the newest runs (PORT25_KEEP_RUNS)');
}

/** Whom to tell of a finished run. */
export function withNotice(command: Command): Command {
  return command
    .option('--notify <url>', 'incoming webhook to tell (better PORT25_NOTIFY: the URL is a secret)')
    .option('--notify-form <form>', 'teams, slack or json (default: by the host of the URL)')
    .option('--notify-on <when>', 'change or always (default: change)')
    .option('--summary <file>', 'write a summary in Markdown');
}

/** Where finished runs are kept beside the folder of runs. */
export function withPublishing(command: Command): Command {
  return command.option(
    '--publish <url>',
    'container of Azure blob storage to upload to (PORT25_PUBLISH, better where a SAS is in it)',
  );
}

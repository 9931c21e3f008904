/** `##vso[...]` of Azure Pipelines and `##[...]` of both, anywhere in a line. */
const AZURE_PIPELINES = /#(?=#(?:vso)?\[)/gi;

/** `::name parameters::message` of GitHub Actions. An IPv6 address such as `::/0` is none. */
const GITHUB_ACTIONS = /:(?=:[a-z][a-z-]*(?:\s[^:]*)?::)/gi;

/**
 * Breaks what Azure Pipelines or GitHub Actions would take for a command where it stands in their log: names from the tenant must not
 * set a pipeline's variables. `##vso[x]` becomes `# #vso[x]`, `::name::x` becomes `: :name::x`.
 */
export function withoutPipelineCommands(text: string): string {
  return text.replace(AZURE_PIPELINES, '# ').replace(GITHUB_ACTIONS, ': ');
}

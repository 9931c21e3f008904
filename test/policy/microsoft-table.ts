/** Microsoft's rules as the specification states them, written down a second time so that the product's data can be checked. */
const COLUMNS = [
  '2017-11',
  '2018-11',
  '2019-06',
  '2020-11',
  '2021-01',
  '2021-04',
  '2022-03',
  '2023-12',
  'china-2019',
  'china-2021',
] as const;

const TABLE = `
enterprise-agreement   | O | O | O | O | O | O | O | O | O | O
enterprise-dev-test    | – | – | – | – | – | – | DIAG | DIAG | – | –
mca-enterprise         | – | – | – | – | – | – | O | O | – | –
mca-individual         | – | – | – | – | – | – | NO | NO | – | –
pay-as-you-go          | D→SUP | D→SUP | D→SUP | D→DIAG | D→DIAG | DIAG | NO | NO | D→SUP | D→SUP
pay-as-you-go-dev-test | – | – | – | – | – | – | NO | NO | – | –
mpn                    | D→SUP | D→SUP | D→SUP | D→SUP | D→SUP | SUP | NO | NO | D→SUP | D→SUP
bizspark-plus          | – | – | – | D→SUP | D→SUP | SUP | NO | NO | – | D→SUP
sponsorship            | – | D→NO | D→NO | D→SUP | D→SUP | SUP | NO | NO | D→NO | D→SUP
bizspark               | D→NO | D→NO | D→NO | – | – | – | NO | NO | D→NO | –
visual-studio          | D→NO | D→NO | D→NO | D→NO | D→NO | NO | NO | NO | D→NO | D→NO
azure-pass             | D→NO | D→NO | D→NO | D→NO | D→NO | NO | NO | NO | D→NO | D→NO
azure-in-open          | D→NO | D→NO | D→NO | D→NO | D→NO | NO | NO | NO | D→NO | D→NO
education              | D→NO | D→NO | D→NO | D→NO | D→NO | NO | NO | NO | D→NO | D→NO
free-trial             | D→NO | D→NO | D→NO | D→NO | D→NO | NO | NO | NO | D→NO | D→NO
csp                    | SUP by the partner | SUP by the partner | SUP by the partner | DIAG | DIAG | SUP | NO | NO | SUP by the partner | SUP
other                  | – | – | – | – | – | – | NO | NO | – | –`;

/** How a class that is not named is read; `other` has no reading. */
export const READ_AS: Readonly<Record<string, string>> = {
  'enterprise-dev-test': 'enterprise-agreement',
  'mca-enterprise': 'enterprise-agreement',
  'mca-individual': 'pay-as-you-go',
  'pay-as-you-go-dev-test': 'pay-as-you-go',
  bizspark: 'visual-studio',
  sponsorship: 'mpn',
  'bizspark-plus': 'mpn',
};

/** The revisions of the public cloud whose page dropped the cut-off, while another page still names it. */
const WITHOUT_DATE: readonly string[] = ['2021-04', '2022-03', '2023-12'];

/** Every cell: revision, class, symbol. */
export const CELLS = TABLE.trim()
  .split('\n')
  .flatMap((line) => {
    const [offer = '', ...symbols] = line.split('|').map((part) => part.trim());
    return COLUMNS.map((revision, at) => ({ revision, offer, symbol: symbols[at] ?? '' }));
  });

/** The symbol of one cell. */
export function symbolOf(revision: string, offer: string): string {
  return CELLS.find((cell) => cell.revision === revision && cell.offer === offer)?.symbol ?? '';
}

/** What a symbol that names a class means on one side of the cut-off: status and route. */
function meaningOf(symbol: string, side: 'before' | 'after'): readonly [string, string | undefined] {
  const [, dated] = symbol.split('→');
  if (symbol === 'O' || (dated !== undefined && side === 'before')) return ['open', undefined];
  switch (dated ?? symbol) {
    case 'DIAG':
      return ['requestable', 'diagnose'];
    case 'SUP':
      return ['requestable', 'support'];
    case 'SUP by the partner':
      return ['requestable', 'support-by-partner'];
    default:
      return ['no-exemption', undefined];
  }
}

/** What the specification gives for one class on one side, with what it rests on and the confidence of that. */
export function expectedRuling(revision: string, offer: string, side: 'before' | 'after') {
  const symbol = symbolOf(revision, offer);
  if (side === 'before' && WITHOUT_DATE.includes(revision) && symbol !== 'O') {
    return { status: 'open', route: undefined, confidence: 'medium' };
  }
  const readAs = symbol === '–' ? READ_AS[offer] : offer;
  if (readAs === undefined) return { status: 'undetermined', route: undefined, confidence: 'low' };
  const [status, route] = meaningOf(symbolOf(revision, readAs), side);
  return { status, route, confidence: symbol === '–' ? 'low' : 'high' };
}

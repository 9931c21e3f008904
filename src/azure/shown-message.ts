const LONGEST_MESSAGE = 400;
/** A JSON Web Token anywhere, and whatever an Authorization header carries. */
const BEARER_TOKEN = /\beyJ[\w-]+\.[\w-]+\.?[\w-]*|(?<=\bBearer\s+)[\w.~+/-]{16,}=*/gi;

/** One line of at most 400 characters, without anything that looks like a token. */
export function shownMessage(message: string): string {
  const line = message.replace(BEARER_TOKEN, '(token)').replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

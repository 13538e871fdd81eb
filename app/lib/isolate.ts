/** Keeps a name or a title from turning the words around it: Unicode's first-strong isolate. On a page of parts, `<bdi>`. */
export const isolate = (text: string) => `\u2068${text}\u2069`;
/** The same for what is always written left to right: amounts, addresses, ids. */
export const isolateLeftToRight = (text: string) => `\u2066${text}\u2069`;

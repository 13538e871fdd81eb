/** At most `most` characters of a line, "…" among them: cut after a whole word, or within one that is very long. */
export function cutLine(line: string, most: number): string {
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  if (characters.length <= most) return line;
  const cut = characters.slice(0, most - 1).join("");
  const word = characters[most - 1] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

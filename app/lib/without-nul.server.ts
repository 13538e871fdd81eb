import { Transform } from "node:stream";

/**
 * Passes bytes of text on without the NULs among them. React 18 sends its whole buffer of 2,048 bytes when the next
 * letter has no room at its end (ReactServerStreamConfigNode.js, 18.3.1): in Arabic, up to two NULs in the middle of
 * words, which browsers show as U+FFFD in attributes and scripts. No document has a NUL of its own.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

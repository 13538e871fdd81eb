import { Transform } from "node:stream";

/**
 * A document on its way from React to its reader. What React writes in one turn leaves as one piece: it writes 2,048
 * bytes at a time, each of which would be compressed, sent, read and laid out apart, and a slow phone would lay the same
 * page out five times before it is there.
 *
 * Without the NULs in between: React 18 sends its whole buffer when the next letter has no room at its end
 * (ReactServerStreamConfigNode.js, 18.3.1). In Arabic these are up to two NULs in the middle of words, which browsers
 * show as U+FFFD in attributes and scripts. No document has a NUL of its own.
 */
export function documentBody(): Transform {
  let held: Buffer[] = [];
  const send = (body: Transform) => {
    const piece = Buffer.concat(held);
    held = [];
    if (piece.length === 0 || body.destroyed) return;
    body.push(piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (held.length === 0) setImmediate(() => send(this));
      held.push(chunk);
      done();
    },
    flush(done) {
      send(this);
      done();
    },
  });
}

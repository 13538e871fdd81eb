import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { documentBody } from "#app/lib/document-body.server.ts";

test("what is written in one turn leaves as one piece, what comes later as the next, and all of it before the end", async () => {
  const body = documentBody();
  const pieces: string[] = [];
  body.on("data", (piece: Buffer) => pieces.push(piece.toString()));
  body.write(Buffer.from("<html>"));
  body.write(Buffer.from("<main>"));
  await turn();
  await turn();
  expect(pieces).toEqual(["<html><main>"]);
  body.write(Buffer.from("late"));
  body.write(Buffer.from(" parts\0\0"));
  body.end(Buffer.from("</html>"));
  await new Promise((resolve) => body.once("end", resolve));
  expect(pieces.join("|")).toBe("<html><main>|late parts</html>");
});

test("a reader who left is written nothing more", async () => {
  const body = documentBody();
  const pieces: string[] = [];
  body.on("data", (piece: Buffer) => pieces.push(piece.toString()));
  body.write(Buffer.from("half"));
  body.destroy();
  await turn();
  await turn();
  expect(pieces).toEqual([]);
});

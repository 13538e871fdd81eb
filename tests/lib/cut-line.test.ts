import { expect, test } from "vitest";
import { cutLine } from "#app/lib/cut-line.ts";

test("a line that is too long ends after a whole word", () => {
  expect(cutLine("I paid twice", 12)).toBe("I paid twice");
  expect(cutLine("I paid twice by mistake", 13)).toBe("I paid twice…");
  expect(cutLine("I paid twice by mistake", 16)).toBe("I paid twice by…");
  expect(cutLine("I paid twice by mistake", 21)).toBe("I paid twice by…");
  expect(cutLine("دفعت بالبطاقة مرتين بالخطأ", 20)).toBe("دفعت بالبطاقة مرتين…");
});

test("a word that is most of the line is cut within, between characters", () => {
  expect(cutLine(`see ${"x".repeat(30)}`, 10)).toBe("see xxxxx…");
  expect(cutLine("👩‍🎓".repeat(4), 3)).toBe(`${"👩‍🎓".repeat(2)}…`);
});

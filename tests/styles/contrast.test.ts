import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");
const [lightPart, darkPart] = css.split("@variant dark-theme");
const light = tokensIn(lightPart!);
const dark = tokensIn(darkPart!.split("@theme")[0]!);

const tones = ["neutral", "info", "success", "warning", "danger"];
const text: Array<[string, string]> = [
  ...["ink", "ink-muted", "ink-faint", "accent-ink"].flatMap((ink) =>
    ["page", "surface", "sunken"].map((ground): [string, string] => [ink, ground]),
  ),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-accent", "danger-solid"],
  ["on-accent", "danger-strong"],
  ["ink", "accent-soft"],
  ["ink-muted", "accent-soft"],
  ...tones.flatMap(
    (tone): Array<[string, string]> => [
      [`${tone}-ink`, `${tone}-soft`],
      [`${tone}-ink`, "surface"],
      [`${tone}-ink`, "page"],
      ["ink", `${tone}-soft`],
      ["accent-ink", `${tone}-soft`],
    ],
  ),
];
const lines: Array<[string, string]> = [
  ["line-control", "surface"],
  ["line-control", "page"],
  ["accent-ink", "page"],
  ["accent-ink", "accent-soft"],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, tokens) => {
  test.each(text)("%s on %s can be read (4.5)", (ink, ground) => {
    expect(contrast(tokens.get(ink)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(lines)("%s on %s can be seen (3)", (line, ground) => {
    expect(contrast(tokens.get(line)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(3);
  });
});

test("the calculation knows black on white", () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});

type Oklch = [lightness: number, chroma: number, hue: number];

function tokensIn(part: string): Map<string, Oklch> {
  const found = part.matchAll(/--([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
  return new Map([...found].map(([, name, l, c, h]) => [name!, [Number(l), Number(c), Number(h)]]));
}

/** WCAG 2 contrast ratio. */
function contrast(a: Oklch, b: Oklch): number {
  const [high, low] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high! + 0.05) / (low! + 0.05);
}

/** Relative luminance through Björn Ottosson's OKLab matrices, clipped to what sRGB can show. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

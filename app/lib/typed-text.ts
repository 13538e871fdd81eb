import * as z from "zod/mini";

/**
 * What a person writes into a form, `least` to `most` letters, trimmed. A line's end counts as one, as it does in the
 * field's own limit: browsers without script send two.
 */
export const typedText = (least: number, most: number) =>
  z.string().check(
    z.overwrite((text: string) => text.replaceAll("\r\n", "\n")),
    z.trim(),
    z.minLength(least),
    z.maxLength(most),
  );

/** What was typed into a field of a form that is refused, to stand in it again. */
export const typedIn = (form: FormData, name: string): string => String(form.get(name) ?? "");

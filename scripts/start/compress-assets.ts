import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** What is text; fonts and pictures are compressed by what they are. */
const texts = new Set([".js", ".css", ".svg", ".json", ".txt", ".webmanifest"]);
/** Bytes below which a header costs more than compressing saves. */
const worthIt = 256;

/**
 * Lays each text file of this folder down as `.br` and `.gz` too, as small as they get: compressed once while building, not
 * for every browser that asks, when the server should be busy with its page.
 */
export async function compressAssets(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  await Promise.all(
    files
      .filter((file) => file.isFile() && texts.has(extname(file.name)))
      .map((file) => compressFile(join(file.parentPath, file.name))),
  );
}

async function compressFile(path: string): Promise<void> {
  const text = await readFile(path);
  if (text.length < worthIt) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  const [small, smallest] = await Promise.all([
    promisify(gzip)(text, { level: 9 }),
    promisify(brotliCompress)(text, { params }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smallest)]);
}

import { LRUCache } from "lru-cache";
import { inspectResult, isWhole, settled } from "#app/http/keep-result.ts";

/** A kept result is handed to everyone whose label is the same; nobody may change it. */
interface Kept {
  result: unknown;
  bytes: number;
}

export interface Loaded {
  result: unknown;
  /** Whether another request's work answered this one. */
  hit: boolean;
  /** Some of it is still to come, and may fail; or failed, and may come to whoever asks next. */
  late: boolean;
}

interface Fresh {
  result: unknown;
  plain: boolean;
  late: boolean;
}

const mostBytes = 32 * 1024 * 1024;
const largestResult = 1024 * 1024;

/** Results of loaders by their label, the latest used, and the loads under way: who asks the same meanwhile waits along. */
export class LoaderCache {
  readonly #kept: LRUCache<string, Kept>;
  readonly #loading = new Map<string, Promise<Fresh>>();

  constructor(maxBytes = mostBytes) {
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: (kept) => kept.bytes });
  }

  /** About how much memory the kept results hold. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** The result under this label: kept, under way, or loaded now. What `load` throws reaches everyone who waits. */
  async get(label: string, load: () => Promise<unknown>): Promise<Loaded> {
    const kept = this.#kept.get(label);
    if (kept) return { result: kept.result, hit: true, late: false };
    const underWay = this.#loading.get(label);
    if (underWay) {
      const { result, plain, late } = await underWay;
      // A Response can be read once, by the one who asked first.
      return plain ? { result, hit: true, late } : { result: await load(), hit: false, late: false };
    }
    const loading = this.#load(label, load);
    this.#loading.set(label, loading);
    const { result, late } = await loading;
    return { result, hit: false, late };
  }

  async #load(label: string, load: () => Promise<unknown>): Promise<Fresh> {
    try {
      const result = await load();
      const { plain, promises, bytes } = inspectResult(result);
      if (plain && promises.length > 0) void this.#keepOnceWhole(label, result);
      else this.#loading.delete(label);
      const late = promises.length > 0 || !isWhole(result);
      if (plain && !late) this.#keep(label, { result, bytes });
      return { result, plain, late };
    } catch (error) {
      this.#loading.delete(label);
      throw error;
    }
  }

  /** Until all of it is there, everyone shares the load that is under way. */
  async #keepOnceWhole(label: string, result: unknown) {
    const whole = await settled(result);
    const { plain, promises, bytes } = inspectResult(whole);
    if (whole !== null && plain && promises.length === 0) this.#keep(label, { result: whole, bytes });
    this.#loading.delete(label);
  }

  #keep(label: string, { result, bytes }: Kept) {
    if (bytes <= largestResult) this.#kept.set(label, { result, bytes: Math.ceil(bytes + label.length) });
  }
}

import { tabsCanAgree } from "#app/features/outbox/leader-lock.ts";

/** Tells the other tabs of this browser who is signed in; null: nobody. */
export class ViewerChannel {
  #channel: BroadcastChannel | undefined;
  readonly #onViewer: (viewer: string | null) => void;

  constructor(onViewer: (viewer: string | null) => void) {
    this.#onViewer = onViewer;
  }

  tell(viewer: string | null): void {
    if (!tabsCanAgree()) return;
    if (!this.#channel) {
      this.#channel = new BroadcastChannel("bursar-viewer");
      this.#channel.onmessage = ({ data }: MessageEvent<string | null>) => this.#onViewer(data);
    }
    this.#channel.postMessage(viewer);
  }
}

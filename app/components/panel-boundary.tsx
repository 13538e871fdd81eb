import { Component, type ReactNode } from "react";
import { PanelError } from "#app/components/panel-error.tsx";
import { reportError } from "#app/components/report-error.ts";

interface Props {
  /** What the panel shows, as a sentence begins: "The chart of revenue". */
  what: string;
  children: ReactNode;
}

/** Keeps a panel's or widget's failure to itself: the rest of the page works on. */
export class PanelBoundary extends Component<Props, { errorId: string | null }> {
  override state = { errorId: null };

  static getDerivedStateFromError(error: unknown) {
    return { errorId: reportError(error) };
  }

  /** With other data, or on another page, it may well be drawn. */
  override componentDidUpdate(before: Props) {
    if (this.state.errorId && before.children !== this.props.children) this.setState({ errorId: null });
  }

  override render() {
    const { errorId } = this.state;
    if (!errorId) return this.props.children;
    return (
      <PanelError what={this.props.what} errorId={errorId} again={() => this.setState({ errorId: null })} />
    );
  }
}

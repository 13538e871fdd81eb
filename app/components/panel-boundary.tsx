import { Component, type ReactNode } from "react";
import { PanelError } from "#app/components/panel-error.tsx";
import { reportError } from "#app/components/report-error.ts";

interface Props {
  /** What the panel shows, as a sentence begins: "The chart of revenue". */
  what: string;
  children: ReactNode;
}

interface State {
  /** The id is null where the log was not told. */
  failed: { errorId: string | null } | null;
}

/** Keeps a panel's or widget's failure to itself: the rest of the page works on. */
export class PanelBoundary extends Component<Props, State> {
  override state: State = { failed: null };

  static getDerivedStateFromError(error: unknown) {
    return { failed: { errorId: reportError(error) } };
  }

  /** With other data, or on another page, it may well be drawn. */
  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.children !== this.props.children) this.setState({ failed: null });
  }

  override render() {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return (
      <PanelError
        what={this.props.what}
        errorId={failed.errorId}
        again={() => this.setState({ failed: null })}
      />
    );
  }
}

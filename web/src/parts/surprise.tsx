import { Component, type ComponentChildren } from 'preact';
import { Problem } from '../pages/problem.tsx';

/** A page that breaks while it is drawn says "try later" instead of nothing. */
export class Surprise extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Problem kind="later" retry={() => location.reload()} /> : this.props.children;
  }
}

import { Component, type ReactNode } from 'react';
import { Crashed } from './Crashed.tsx';

interface BoundaryProps {
  children: ReactNode;
  onHome: () => void;
}

/** Keeps a mistake in one screen from taking the panel away: the person can always go home. */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const retry = (): void => {
      this.setState({ failed: false });
      this.props.onHome();
    };
    return <Crashed onRetry={retry} />;
  }
}

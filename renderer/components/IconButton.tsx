import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  icon: LucideIcon;
  label: string;
  /** For switches: whether it is on. */
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}

/** A button that is only a picture; its name is in the tooltip and for screen readers. */
export function IconButton({ icon: Icon, label, pressed, disabled, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-btn"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon aria-hidden />
    </button>
  );
}

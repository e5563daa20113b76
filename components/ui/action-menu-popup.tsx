import type { ActionMenuProps } from './action-menu';
import { Menu, MenuItem } from './menu';

/** What `ActionMenu` loads: its button and its menu, open at first. */
export function ActionMenuPopup({ trigger, actions }: ActionMenuProps) {
  return (
    <Menu trigger={trigger} isOpenAtFirst>
      {actions.map(({ label, icon, onSelect, isDisabled }) => (
        <MenuItem key={label} icon={icon} onSelect={onSelect} disabled={isDisabled}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

import { type ComponentProps, useState } from 'react';
import { useLoaded } from './use-loaded';

type TriggerProps = ComponentProps<'button'>;

/**
 * The code of a popup, loaded when its button is pointed at or focused. `Popup` is there once it is loaded and the button was pressed: it
 * takes the button's place, open at first. Until then the button, always the same element, carries `beforePress`.
 */
export function useLazyPopup<Popup>(kind: 'menu' | 'dialog', fetchPopup: () => Promise<Popup>) {
  const [loaded, load] = useLoaded(fetchPopup);
  const [isPressed, setIsPressed] = useState(false);
  const beforePress: TriggerProps = {
    'aria-haspopup': kind,
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => {
      load();
      setIsPressed(true);
    },
  };
  return { Popup: isPressed ? loaded : null, beforePress } as const;
}

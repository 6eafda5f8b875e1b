import {
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** This near to the end counts as being there. */
const NEAR_PX = 8;

/**
 * Keeps a box scrolled to its end while it grows, until somebody scrolls up.
 *
 * @param size - How much came so far; only ever grows.
 */
export function useFollow(size: number): {
  box: RefObject<HTMLDivElement>;
  following: boolean;
  /** How much came since following was paused. */
  unseen: number;
  setFollowing(following: boolean): void;
  onScroll(): void;
} {
  const box = useRef<HTMLDivElement>(null);
  const [following, setOn] = useState(true);
  const [seen, setSeen] = useState(0);
  const latestSize = useRef(size);
  latestSize.current = size;

  const setFollowing = useCallback((on: boolean) => {
    setOn(before => {
      if (before && !on) {
        setSeen(latestSize.current);
      }
      return on;
    });
  }, []);

  useLayoutEffect(() => {
    if (following && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [following, size]);

  const lastTop = useRef(0);
  const onScroll = useCallback(() => {
    if (!box.current) {
      return;
    }
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    const atEnd = scrollHeight - scrollTop - clientHeight <= NEAR_PX;
    const wentUp = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    if (atEnd) {
      setFollowing(true);
    } else if (wentUp) {
      setFollowing(false);
    }
  }, [setFollowing]);

  return {
    box,
    following,
    unseen: Math.max(0, size - seen),
    setFollowing,
    onScroll,
  };
}

"use client";

import { useEffect, useRef } from "react";

/**
 * For a control that goes away by what it did, on which the focus would be lost. Once it said so, the focus goes to the
 * heading with this id when the control is gone.
 * @returns says whether the control is about to go
 */
export function useHandOverFocus(headingId: string): (isGoing: boolean) => void {
  const isGoing = useRef(false);
  useEffect(
    () => () => {
      if (isGoing.current) document.getElementById(headingId)?.focus();
    },
    [headingId],
  );
  return (going) => {
    isGoing.current = going;
  };
}

// Text that a person is still writing, kept on this device until it is sent. A browser may forbid it.

/** Whether it would survive a reload. */
export function keepText(place: string, text: string): boolean {
  try {
    localStorage.setItem(place, text);
    return true;
  } catch {
    return false;
  }
}

export function forgetText(place: string): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Then nothing was kept.
  }
}

export function readKeptText(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** The places that begin so. */
export function keptPlaces(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((place) => place.startsWith(start));
  } catch {
    return [];
  }
}

/** One sentence when Assay cannot run on this Node or system, else null. */
export function refuseOldNode(version?: string, platform?: string): string | null;

/** Whether the packages have to be installed. */
export function needsInstall(seen: {
  hasNode: boolean;
  recorded: string | null;
  wanted: string;
  installedAt: number | null;
  lockedAt: number | null;
}): boolean;

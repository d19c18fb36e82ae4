/** The time zone of the platform, as JavaScript's Date knows it. */

/** Seconds to add to UTC for local time, at a moment given as seconds since 1970. */
export function localOffset(seconds: number): number {
  const minutes = new Date(seconds * 1000).getTimezoneOffset();
  // Beyond what a Date can be there are no rules.
  return Number.isNaN(minutes) ? 0 : -Math.round(minutes * 60) + 0;
}

/** Made when it is first needed: it takes as long as the rest of the start. */
let format: Intl.DateTimeFormat | null = null;

/** What the zone is called at a moment: `CET`, `CEST`. */
export function localZoneName(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "UTC";
  format ??= new Intl.DateTimeFormat("en-US", { timeZoneName: "short" });
  return format.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

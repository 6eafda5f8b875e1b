import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';

/** What a finding is about, and what would end it. */
interface About {
  severity?: Finding['severity'];
  /** The fact that it is about, e.g. `port`. */
  field?: string;
  /** What to write where, e.g. `fairway.dev/port: "8080"`. */
  add?: string;
  /** What was found there. */
  value?: string;
}

/** A finding whose evidence names the fact, its value and the cure. */
export function finding(id: string, message: string, about: About): Finding {
  const { severity = 'info', field, value, add } = about;
  const evidence = Object.entries({ field, value, add }).flatMap(
    ([label, text]) =>
      text === undefined ? [] : [{ label, value: shorten(text) }],
  );
  return { id, severity, message, evidence };
}

/** As much of a value as a message bears, on one line. */
export function quote(value: string): string {
  return JSON.stringify(shorten(value));
}

const MOST = 80;

function shorten(text: string): string {
  const all = [...text];
  return all.length > MOST ? `${all.slice(0, MOST).join('')}…` : text;
}

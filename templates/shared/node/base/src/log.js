/** One JSON object a line: what log collectors read without further rules. */
export function log(level, message, fields = {}) {
  process.stdout.write(
    `${JSON.stringify({
      time: new Date().toISOString(),
      level,
      message,
      ...fields,
    })}\n`,
  );
}

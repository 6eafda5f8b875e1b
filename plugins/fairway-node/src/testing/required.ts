/**
 * Whether a skip of this is an error here: `FAIRWAY_REQUIRE=cluster,postgres,…`.
 *
 * @public
 */
export function isRequired(what: string): boolean {
  const list = process.env.FAIRWAY_REQUIRE ?? '';
  return list.split(/[\s,]+/).includes(what);
}

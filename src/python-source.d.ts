/** Library modules written in Python are imported as text (scripts/build.js, test/support/python-source.mjs). */
declare module "*.py" {
  const source: string;
  export default source;
}

// A bundler gives a stylesheet's text.
declare module '*.css?inline' {
  const css: string
  export default css
}

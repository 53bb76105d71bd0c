declare module '*?compiled' {
  const sentences: import('../messages').Sentences;
  export default sentences;
}

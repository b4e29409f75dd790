export default () => ({ dir: { input: "content", output: "_site" } });

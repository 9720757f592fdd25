// Unpacks npm's Chromium, its fonts and the libraries it needs into TMPDIR. `cargo xtask` runs this.

// The package brings its libraries only where it believes to be on the machine it was made for.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";

const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();

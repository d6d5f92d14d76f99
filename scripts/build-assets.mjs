// Builds static/build: our styles, and the scripts, fonts and pictures that pages need. `npm run build`.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileAsync, NodePackageImporter } from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const assets = join(root, "src/trigpoint/ui/assets");
const modules = join(root, "node_modules");
const built = join(root, "static/build");

const styles = await compileAsync(join(assets, "app.scss"), {
  importers: [new NodePackageImporter(root)],
  style: "compressed",
  quietDeps: true,
});

// A source map in a comment would lead to a file that is not served.
const script = async (path) =>
  (await readFile(join(modules, path), "utf8")).replace(/\/\/# sourceMappingURL=.*/g, "").trim();

// One module, so that its address can carry a hash: the design system's, its exports taken off, then ours.
const designSystem = (await script("govuk-frontend/dist/govuk/govuk-frontend.min.js")).replace(/export\{[^}]*\};?\s*$/, "");
const own = await readFile(join(assets, "scripts/app.js"), "utf8");

await rm(built, { recursive: true, force: true });
await mkdir(join(built, "fonts"), { recursive: true });
// A few components name government's blue and black themselves: ours stand in their place.
await writeFile(join(built, "app.css"), styles.css.replaceAll("#1d70b8", "#17594a").replaceAll("#0b0c0c", "#1c2430"));
await writeFile(join(built, "app.js"), `${designSystem}\n${own}`);
await writeFile(join(built, "htmx.js"), await script("htmx.org/dist/htmx.min.js"));
await cp(join(assets, "static"), built, { recursive: true });
for (const range of ["latin", "latin-ext"]) {
  const file = `source-sans-3-${range}-wght-normal.woff2`;
  await cp(join(modules, "@fontsource-variable/source-sans-3/files", file), join(built, "fonts", file));
}
console.log(`Styles, scripts and fonts are in ${built}`);

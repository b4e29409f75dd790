import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const episodes = defineCollection({
  loader: glob({ pattern: "*.md", base: "./src/content/episodes" }),
  schema: z.object({ title: z.string(), tags: z.array(z.string()) }).strict(),
});
export const collections = { episodes };

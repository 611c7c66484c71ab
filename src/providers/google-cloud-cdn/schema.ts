import { z } from "zod";
import { googleInputs, googleSettings, oneGoogleCredential, PROJECT_ID } from "../kit/google-settings.ts";
import { destination, site } from "../kit/settings.ts";

const VENDOR_URL = "https://compute.googleapis.com";

export const Settings = oneGoogleCredential(
  destination({
    site: site(new RegExp(`^${PROJECT_ID}/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`), {
      term: "project/url-map",
      where: "the project's id and the load balancer's name in Google Cloud's console",
      example: "my-project/web-map",
    }),
    ...googleInputs(VENDOR_URL),
  }),
).transform((raw) => {
  const [project = "", urlMap = ""] = raw.site.split("/");
  return { ...googleSettings(raw, VENDOR_URL), project, urlMap };
});
export type Settings = z.infer<typeof Settings>;

/** https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations; `error` is read by the common rules */
export const Operation = z.object({
  name: z.string().min(1),
  status: z.string(),
  operationType: z.string().nullish(),
  targetLink: z.string().nullish(),
  progress: z.number().nullish(),
  insertTime: z.string().nullish(),
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
});

import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { createFolder, findProgram, KEY, type RealCache, readConfig, startCache } from "./cache-process.ts";

const NGINX_MODULE = "/usr/lib/nginx/modules/ngx_http_cache_purge_module.so";

/** Debian keeps Varnish's modules in a folder named after the machine's architecture. */
function hasXkey(): boolean {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  return folders.some((folder) => existsSync(`/usr/lib/${folder}/varnish/vmods/libvmod_xkey.so`));
}

/** One of the real servers: what it needs, and how it is started in front of an origin. */
export interface RealServer {
  readonly name: string;
  /** Debian's packages, for whoever reads that it was skipped. */
  readonly packages: string;
  /** Undefined: this machine does not have it. */
  readonly program: string | undefined;
  start(originPort: number): Promise<RealCache>;
}

export const varnish: RealServer = {
  name: "Varnish",
  packages: "varnish varnish-modules",
  program: hasXkey() ? findProgram("varnishd") : undefined,
  start: (originPort) =>
    startVarnish(() => readConfig("varnish.vcl", { "8080": String(originPort), "CHANGE-ME": KEY })),
};

/** Varnish as it comes, with a backend and no more. */
export const plainVarnish: RealServer = {
  ...varnish,
  start: (originPort) =>
    startVarnish(async () => `vcl 4.1;\nbackend default { .host = "127.0.0.1"; .port = "${originPort}"; }\n`),
};

/** Little memory, few threads, and VCL that is compiled without optimizing: a third of the time of a start. */
const SMALL_VARNISH = [
  ...["-s", "malloc,16m", "-p", "thread_pools=1", "-p", "thread_pool_min=10"],
  ...["-p", "cc_command=exec gcc -w -fpic -shared -o %o %s"],
];

async function startVarnish(vcl: () => Promise<string>): Promise<RealCache> {
  const path = await createFolder("vcache");
  const port = await freePort();
  const file = join(path, "site.vcl");
  await writeFile(file, await vcl());
  const where = ["-n", join(path, "work"), "-f", file, "-a", `127.0.0.1:${port}`, "-T", "none"];
  return startCache({ program: varnish.program ?? "", args: ["-F", ...where, ...SMALL_VARNISH], port });
}

export const nginx: RealServer = {
  name: "nginx",
  packages: "nginx-light libnginx-mod-http-cache-purge",
  program: existsSync(NGINX_MODULE) ? findProgram("nginx") : undefined,
  async start(originPort) {
    const path = await createFolder("www-data");
    const port = await freePort();
    const site = await readConfig("nginx.conf", {
      "listen 80;": `listen 127.0.0.1:${port};`,
      "/var/cache/nginx/site": join(path, "cache"),
      "http://127.0.0.1:8080": `http://127.0.0.1:${originPort}`,
      "CHANGE-ME": KEY,
    });
    return startNginx(path, port, site);
  },
};

/** nginx that caches and knows no purge. */
export const plainNginx: RealServer = { ...nginx, start: (originPort) => startBareNginx(originPort, "") };

/** The form that crashes a worker with Debian's module. */
export const crashingNginx: RealServer = {
  ...nginx,
  start: (originPort) => startBareNginx(originPort, "proxy_cache_purge PURGE from 127.0.0.1;"),
};

async function startBareNginx(originPort: number, purge: string): Promise<RealCache> {
  const path = await createFolder("www-data");
  const port = await freePort();
  const site = `proxy_cache_path ${path}/cache keys_zone=site:1m;
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://127.0.0.1:${originPort}; proxy_set_header Host $host;
        proxy_cache site; proxy_cache_key "$host$uri"; proxy_cache_valid 200 10m;
        ${purge}
      }
    }`;
  return startNginx(path, port, site);
}

async function startNginx(path: string, port: number, site: string): Promise<RealCache> {
  const file = join(path, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${path}/${kind};`,
  );
  await writeFile(
    file,
    `load_module ${NGINX_MODULE}; daemon off; worker_processes 1; pid ${path}/nginx.pid; error_log ${path}/error.log;
    events { worker_connections 64; }
    http { access_log off; ${temporary.join(" ")}\n${site}\n}\n`,
  );
  return startCache({ program: nginx.program ?? "", args: ["-c", file, "-p", path], port });
}

export const squid: RealServer = {
  name: "Squid",
  packages: "squid",
  program: findProgram("squid"),
  async start(originPort) {
    const path = await createFolder("proxy");
    const port = await freePort();
    const site = await readConfig("squid.conf", {
      "http_port 80 ": `http_port 127.0.0.1:${port} `,
      "parent 8080": `parent ${originPort}`,
      "256 MB": "16 MB",
      "CHANGE-ME": KEY,
    });
    const own = `pid_filename ${path}/squid.pid\ncache_log ${path}/cache.log\naccess_log none\ncoredump_dir ${path}
visible_hostname squid.test\nshutdown_lifetime 1 second\npinger_enable off\n`;
    const file = join(path, "squid.conf");
    await writeFile(file, `${site}\n${own}`);
    return startCache({ program: squid.program ?? "", args: ["-N", "-f", file], port });
  },
};

export const trafficServer: RealServer = {
  name: "Apache Traffic Server",
  packages: "trafficserver",
  program: findProgram("traffic_server"),
  async start(originPort) {
    const path = await createFolder("trafficserver");
    const port = await freePort();
    const records = await readConfig("trafficserver/records.config", { "STRING 80": `STRING ${port}:ipv4` });
    const own = [
      ...(userInfo().uid === 0 ? ["admin.user_id STRING trafficserver"] : []),
      "exec_thread.autoconfig INT 0",
      "exec_thread.limit INT 1",
      "log.logging_enabled INT 0",
      "cache.ram_cache.size INT 8M",
      // Else it answers before it can keep anything.
      "http.wait_for_cache INT 1",
    ];
    const files = {
      "records.config": `${records}\n${own.map((line) => `CONFIG proxy.config.${line}`).join("\n")}\n`,
      "remap.config": await readConfig("trafficserver/remap.config", { "127.0.0.1:8080": `127.0.0.1:${originPort}` }),
      "ip_allow.yaml": await readConfig("trafficserver/ip_allow.yaml", {}),
      "storage.config": `${path}/cache 32M\n`,
      "plugin.config": "",
    };
    await writeRunRoot(path, files);
    const environment = { TS_RUNROOT: join(path, "runroot.yaml") };
    return startCache({ program: trafficServer.program ?? "", args: [], port, environment });
  },
};

/** Traffic Server's own way to run out of one folder. */
async function writeRunRoot(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const folders = { sysconfdir: "etc", cachedir: "cache", logdir: "log", runtimedir: "run", localstatedir: "state" };
  for (const name of Object.values(folders)) {
    await mkdir(join(path, name));
    // The server's user writes here, whatever the umask says.
    await chmod(join(path, name), 0o777);
  }
  const fixed = ["prefix: /usr", "exec_prefix: /usr", "bindir: /usr/bin", "sbindir: /usr/bin", "datadir: /usr/share"];
  const own = Object.entries(folders).map(([name, folder]) => `${name}: ${join(path, folder)}`);
  await writeFile(join(path, "runroot.yaml"), `${[...fixed, ...own].join("\n")}\n`);
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, "etc", name), text);
}

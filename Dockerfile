# syntax=docker/dockerfile:1
# Build: everything that is needed to compile, left behind afterwards.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src ./src
COPY test/tools/build-page.mjs ./test/tools/
RUN npm run build && npm prune --omit=dev --ignore-scripts
# A new volume takes over its owner from the image; the last stage has nothing to make a folder with.
RUN mkdir /data

# Run: Node.js and the program; no shell, no package manager, not root.
FROM gcr.io/distroless/nodejs22-debian12:nonroot
WORKDIR /app
COPY --from=build --chown=0:0 /app/package.json ./
COPY --from=build --chown=0:0 /app/node_modules ./node_modules
COPY --from=build --chown=0:0 /app/dist ./dist
COPY --from=build --chown=65532:65532 /data /data
ENV NODE_ENV=production PORT25_OUT=/data/reports
# The only place that is written to; the root file system may be read-only.
VOLUME /data
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node", "/app/dist/main.js"]
CMD ["audit", "--log", "ndjson"]

'use strict';

/**
 * Loaded into a process before anything else (NODE_OPTIONS=--require): what a stretch of work costs it.
 * `globalThis.zhimaBench.start()` … `.stop()`. The process is not watched between the two.
 */
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const MB = 1024 * 1024;
/** Milliseconds between two looks at the memory and between two ticks of the event loop's clock. */
const MEMORY_INTERVAL = 20;
const LOOP_RESOLUTION = 1;

/** With ZHIMA_BENCH_PROFILES=FOLDER each stretch leaves a profile for Chrome's developer tools there. */
const PROFILES = process.env.ZHIMA_BENCH_PROFILES;
const session = PROFILES ? new Session() : undefined;
session?.connect();
session?.post('Profiler.enable');

function writeProfile() {
	session?.post('Profiler.stop', (_error, { profile }) =>
		writeFileSync(`${PROFILES}/${Date.now()}.cpuprofile`, JSON.stringify(profile)),
	);
}

let current;

function start() {
	collect();
	const begun = process.memoryUsage();
	const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });
	const watch = { begun, delay, peakHeap: begun.heapUsed, peakRss: begun.rss };
	watch.timer = setInterval(() => {
		const { heapUsed, rss } = process.memoryUsage();
		watch.peakHeap = Math.max(watch.peakHeap, heapUsed);
		watch.peakRss = Math.max(watch.peakRss, rss);
	}, MEMORY_INTERVAL);
	delay.enable();
	watch.cpu = process.cpuUsage();
	watch.at = performance.now();
	current = watch;
	session?.post('Profiler.start');
}

/** Megabytes and milliseconds. `retainedMb` is what is still held at the end, output items included. */
function stop() {
	const ms = performance.now() - current.at;
	const { user, system } = process.cpuUsage(current.cpu);
	const { begun, delay, timer } = current;
	delay.disable();
	clearInterval(timer);
	writeProfile();
	const last = process.memoryUsage();
	collect();
	return {
		ms,
		cpuMs: (user + system) / 1_000,
		stallMs: delay.max / 1e6,
		peakRssMb: Math.max(current.peakRss, last.rss) / MB,
		peakHeapMb: (Math.max(current.peakHeap, last.heapUsed) - begun.heapUsed) / MB,
		retainedMb: (process.memoryUsage().heapUsed - begun.heapUsed) / MB,
	};
}

globalThis.zhimaBench = { start, stop };

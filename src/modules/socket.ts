/** `_socket`, so that Python's socket can be imported: Linux's numbers, and the types. There is no network. */

import { initializer } from "../objects/builtins/common.ts";
import { instanceOf } from "../objects/construct.ts";
import { integer } from "../objects/conversions.ts";
import { defineModule, type Entry, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import type { Int } from "../objects/int.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";
import { secondsOrNone } from "./thread/seconds.ts";

const NUMBERS: Readonly<Record<string, number>> = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_RDM: 4,
  SOCK_SEQPACKET: 5,
  SOCK_NONBLOCK: 2048,
  SOCK_CLOEXEC: 524288,
  SOL_SOCKET: 1,
  SOL_IP: 0,
  SOL_TCP: 6,
  SOL_UDP: 17,
  SO_DEBUG: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_DONTROUTE: 5,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_OOBINLINE: 10,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SO_RCVLOWAT: 18,
  SO_SNDLOWAT: 19,
  SO_RCVTIMEO: 20,
  SO_SNDTIMEO: 21,
  SO_ACCEPTCONN: 30,
  SOMAXCONN: 4096,
  MSG_OOB: 1,
  MSG_PEEK: 2,
  MSG_DONTROUTE: 4,
  MSG_CTRUNC: 8,
  MSG_TRUNC: 32,
  MSG_DONTWAIT: 64,
  MSG_EOR: 128,
  MSG_WAITALL: 256,
  MSG_NOSIGNAL: 16384,
  IPPROTO_IP: 0,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPPROTO_ICMPV6: 58,
  IPPROTO_RAW: 255,
  INADDR_ANY: 0,
  INADDR_LOOPBACK: 2130706433,
  INADDR_BROADCAST: 4294967295,
  INADDR_NONE: 4294967295,
  IP_TOS: 1,
  IP_TTL: 2,
  IP_MULTICAST_IF: 32,
  IP_MULTICAST_TTL: 33,
  IP_MULTICAST_LOOP: 34,
  IP_ADD_MEMBERSHIP: 35,
  IP_DROP_MEMBERSHIP: 36,
  IPV6_UNICAST_HOPS: 16,
  IPV6_MULTICAST_IF: 17,
  IPV6_MULTICAST_HOPS: 18,
  IPV6_MULTICAST_LOOP: 19,
  IPV6_JOIN_GROUP: 20,
  IPV6_LEAVE_GROUP: 21,
  IPV6_V6ONLY: 26,
  TCP_NODELAY: 1,
  TCP_MAXSEG: 2,
  TCP_CORK: 3,
  TCP_KEEPIDLE: 4,
  TCP_KEEPINTVL: 5,
  TCP_KEEPCNT: 6,
  TCP_QUICKACK: 12,
  TCP_FASTOPEN: 23,
  TCP_USER_TIMEOUT: 18,
  EAI_BADFLAGS: -1,
  EAI_NONAME: -2,
  EAI_AGAIN: -3,
  EAI_FAIL: -4,
  EAI_NODATA: -5,
  EAI_FAMILY: -6,
  EAI_SOCKTYPE: -7,
  EAI_SERVICE: -8,
  EAI_ADDRFAMILY: -9,
  EAI_MEMORY: -10,
  EAI_SYSTEM: -11,
  EAI_OVERFLOW: -12,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  AI_V4MAPPED: 8,
  AI_ALL: 16,
  AI_ADDRCONFIG: 32,
  AI_NUMERICSERV: 1024,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
  NI_NOFQDN: 4,
  NI_NAMEREQD: 8,
  NI_DGRAM: 16,
  NI_MAXHOST: 1025,
  NI_MAXSERV: 32,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
};

const socketType = new PyType("_socket.socket", [objectType]);
class Socket extends PyObject {}
layout(Socket, socketType);

const refuse = (): never => raise(E.OSError, "there is no network here");

socketType.populate(
  members<Socket>(({ staticMethod, method }) => [
    {
      __new__: staticMethod(
        "An end of a connection.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new Socket()),
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], refuse),
    },
    Object.fromEntries(
      "accept bind close connect detach fileno listen recv send sendall settimeout shutdown"
        .split(" ")
        .map((name) => [
          name === "accept" ? "_accept" : name,
          method("There is no network.", [rest("args")], refuse),
        ]),
    ),
  ]),
);

const gaierror = new PyType("socket.gaierror", [E.OSError]);
const herror = new PyType("socket.herror", [E.OSError]);

/** The order of bytes is turned round, in so many bits. */
function swapped(name: string, bits: number) {
  return (value: Int): Value => {
    const given = BigInt(value);
    if (given < 0n)
      raise(
        E.OverflowError,
        `${name}: can't convert negative Python int to C ${bits}-bit unsigned integer`,
      );
    if (given >= 1n << BigInt(bits))
      raise(
        E.OverflowError,
        `${name}: Python int too large to convert to C ${bits}-bit unsigned integer`,
      );
    let turned = 0n;
    for (let at = 0n; at < bits; at += 8n) turned = (turned << 8n) | ((given >> at) & 0xffn);
    return Number(turned);
  };
}

export const socketModule = defineModule(
  "_socket",
  "Implementation module for socket operations.",
  ({ fn, constant }) => {
    let timeout: number | null = null;
    const entries: Record<string, Entry> = {
      getdefaulttimeout: fn("Return the default timeout of new sockets.", [], () =>
        timeout === null ? null : new PyFloat(timeout),
      ),
      setdefaulttimeout: fn(
        "Set the default timeout of new sockets.",
        [secondsOrNone("timeout")],
        (seconds) => {
          if (seconds !== null && seconds < 0) raise(E.ValueError, "Timeout value out of range");
          timeout = seconds;
        },
      ),
      socket: constant(socketType),
      SocketType: constant(socketType),
      error: constant(E.OSError),
      gaierror: constant(gaierror),
      herror: constant(herror),
      timeout: constant(E.TimeoutError),
      has_ipv6: constant(true),
    };
    for (const [name, bits] of Object.entries({ htons: 16, ntohs: 16, htonl: 32, ntohl: 32 }))
      entries[name] = fn(
        "Convert an integer between host and network byte order.",
        [integer("x")],
        swapped(name, bits),
      );
    for (const name of "close dup getaddrinfo gethostbyaddr gethostbyname gethostbyname_ex gethostname getnameinfo socketpair".split(
      " ",
    ))
      entries[name] = fn("There is no network.", [rest("args"), keywords("kwargs")], refuse);
    for (const [name, value] of Object.entries(NUMBERS)) entries[name] = constant(value);
    return entries;
  },
);

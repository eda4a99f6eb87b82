using System.Globalization;
using System.Net;
using Ward.Agent.Collecting;

namespace Ward.Agent;

/// <summary>How one agent was started.</summary>
/// <param name="Listen">Address and port of the OpenC2 consumer.</param>
/// <param name="State">Folder for identity, leases and locks; made with mode 0700.</param>
/// <param name="Elements">The elements beside which it stands; at least one, unless it collects.</param>
/// <param name="Protected">Networks that no command may touch.</param>
/// <param name="LongestLease">Default 24 h, at most 30 days.</param>
/// <param name="RateLimit">Commands per minute other than releases; default 60000.</param>
/// <param name="CodeFile">Where the one-time code is written for a program on the same machine, mode 0600; null for the screen only.</param>
/// <param name="BroadestV4">Broadest IPv4 source that may be denied; default /24.</param>
/// <param name="BroadestV6">Broadest IPv6 source that may be denied; default /64.</param>
internal sealed record AgentOptions(
    IPEndPoint Listen,
    string State,
    IReadOnlyList<ElementSpec> Elements,
    IReadOnlyList<IPNetwork> Protected,
    TimeSpan LongestLease,
    int RateLimit,
    string? CodeFile,
    int BroadestV4,
    int BroadestV6)
{
    /// <summary>What it collects; null where it only carries out commands.</summary>
    public CollectOptions? Collect { get; init; }

    public const string Usage = """
        Ward.Agent --listen IP:PORT --state DIR --element NAME=nftables [--element NAME=nginx:deny=F,binary=F,conf=F,pid=F[,probe=127.0.0.1:PORT][,probe-conf=F]]
                   [--protect CIDR]... [--longest-lease SECONDS] [--rate-limit PER_MINUTE] [--broadest-v4 PREFIX] [--broadest-v6 PREFIX] [--code-file F]
        Ward.Agent --listen IP:PORT --state DIR --collect all|KIND,...|-KIND,... [--follow FILE]... [--watch PATH]... [--spool-bytes N] [--element ...]...
        Ward.Agent watchdog --state DIR
        """;

    /// <summary>Null with a reason that names the option, its value and the bound.</summary>
    public static AgentOptions? Read(IReadOnlyList<string> arguments, out string reason)
    {
        IPEndPoint? listen = null;
        string? state = null, code = null;
        List<ElementSpec> elements = [];
        List<IPNetwork> spared = [];
        HashSet<string>? kinds = null;
        List<string> follow = [], watch = [];
        var spool = CollectOptions.DefaultSpoolBytes;
        int longest = 86_400, rate = 60_000, v4 = 24, v6 = 64;
        reason = "";
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i];
            if (i + 1 == arguments.Count)
                return Refuse(out reason, $"{name} needs a value");
            var value = arguments[i + 1];
            string why;
            switch (name)
            {
                case "--listen":
                    if (!IPEndPoint.TryParse(value, out listen))
                        return Refuse(out reason, $"--listen {value}: not IP:PORT");
                    break;
                case "--state": state = Path.GetFullPath(value); break;
                case "--code-file": code = Path.GetFullPath(value); break;
                case "--element":
                    if (ElementSpec.Read(value, out why) is not { } spec)
                        return Refuse(out reason, $"--element {value}: {why}");
                    if (elements.Any(e => e.Name == spec.Name))
                        return Refuse(out reason, $"--element {value}: the name is given twice");
                    elements.Add(spec);
                    break;
                case "--collect":
                    if (!CollectOptions.TryReadKinds(value, out kinds, out why))
                        return Refuse(out reason, $"--collect {value}: {why}");
                    break;
                case "--follow": follow.Add(Path.GetFullPath(value)); break;
                case "--watch": watch.Add(Path.GetFullPath(value)); break;
                case "--spool-bytes" when !CollectOptions.TryReadBytes(value, out spool): return Refuse(out reason, $"{name} {value}: not from {16 << 20} to {64L << 30} bytes");
                case "--spool-bytes": break;
                case "--protect":
                    if (!TryReadNetwork(value, out var network))
                        return Refuse(out reason, $"--protect {value}: not an address or network");
                    spared.Add(network);
                    break;
                case "--longest-lease" when !TryRead(value, 1, 2_592_000, out longest): return Refuse(out reason, $"{name} {value}: not from 1 to 2592000 s");
                case "--rate-limit" when !TryRead(value, 1, 1_000_000, out rate): return Refuse(out reason, $"{name} {value}: not from 1 to 1000000 a minute");
                case "--broadest-v4" when !TryRead(value, 8, 32, out v4): return Refuse(out reason, $"{name} {value}: not from 8 to 32");
                case "--broadest-v6" when !TryRead(value, 32, 128, out v6): return Refuse(out reason, $"{name} {value}: not from 32 to 128");
                case "--longest-lease" or "--rate-limit" or "--broadest-v4" or "--broadest-v6": break;
                default: return Refuse(out reason, $"{name} is no option");
            }
        }
        if (listen is null || state is null || (elements.Count == 0 && kinds is null))
            return Refuse(out reason, "--listen, --state and at least one --element, or --collect, are needed");
        if (kinds is null && (follow.Count > 0 || watch.Count > 0))
            return Refuse(out reason, "--follow and --watch need --collect");
        return new(listen, state, elements, spared, TimeSpan.FromSeconds(longest), rate, code, v4, v6)
        {
            Collect = kinds is null ? null : new(kinds, [.. follow.Distinct()], [.. watch.Distinct()], spool),
        };
    }

    private static bool TryRead(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

    private static bool TryReadNetwork(string text, out IPNetwork network)
    {
        network = default;
        if (!Ward.Standards.OpenC2.AddressRange.TryReadV4(text, out var range) && !Ward.Standards.OpenC2.AddressRange.TryReadV6(text, out range))
            return false;
        network = range.Network;
        return true;
    }

    private static AgentOptions? Refuse(out string reason, string words)
    {
        reason = words;
        return null;
    }
}

namespace Ward.Standards.OpenC2;

/// <summary>What the action is performed on (Language Specification 1.0, section 3.3.1.2, and SLPF 1.0, section 2.1.2).</summary>
public abstract record OpenC2Target
{
    private OpenC2Target() { }

    /// <summary>The name on the wire.</summary>
    public abstract string Name { get; }

    public sealed record Ipv4Net(AddressRange Range) : OpenC2Target { public override string Name => "ipv4_net"; }

    public sealed record Ipv6Net(AddressRange Range) : OpenC2Target { public override string Name => "ipv6_net"; }

    public sealed record Ipv4Connection(ConnectionTuple Tuple) : OpenC2Target { public override string Name => "ipv4_connection"; }

    public sealed record Ipv6Connection(ConnectionTuple Tuple) : OpenC2Target { public override string Name => "ipv6_connection"; }

    public sealed record Device(string? Hostname, string? IdnHostname, string? DeviceId) : OpenC2Target { public override string Name => "device"; }

    /// <param name="Versions">Each flag: the producer asks for it. None asked is legal and is a question whether the consumer is there.</param>
    public sealed record Features(bool Versions, bool Profiles, bool Pairs, bool RateLimit) : OpenC2Target { public override string Name => "features"; }

    public sealed record RuleNumber(long Number) : OpenC2Target { public override string Name => "slpf:rule_number"; }

    public sealed record File(string? FileName, string? Path, FileHashes? Hashes) : OpenC2Target { public override string Name => "file"; }

    /// <summary>Targets that are one string: command, domain_name, email_addr, idn_domain_name, idn_email_addr, iri, mac_addr, uri.</summary>
    public sealed record Text(string Kind, string Value) : OpenC2Target { public override string Name => Kind; }

    /// <summary>artifact and process, checked against their shape and kept as canonical JSON.</summary>
    public sealed record Shaped(string Kind, string Json) : OpenC2Target { public override string Name => Kind; }

    public sealed record Properties(string Json) : OpenC2Target { public override string Name => "properties"; }

    /// <summary>A target of a profile outside the standard.</summary>
    /// <param name="Json">Its value as compact JSON; the profile gives it meaning.</param>
    public sealed record Extension(string Profile, string Kind, string Json) : OpenC2Target { public override string Name => $"{Profile}:{Kind}"; }
}

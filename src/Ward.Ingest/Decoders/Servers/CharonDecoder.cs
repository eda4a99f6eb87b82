namespace Ward.Ingest.Decoders.Servers;

/// <summary>strongSwan's charon: "NN[GROUP] &lt;CONNECTION|N&gt; TEXT". IKE begins over UDP; only an established IKE_SA proves its peer's address.</summary>
internal sealed class CharonDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "strongswan", "");

    public DecoderCard Card { get; } = new("charon", "strongSwan charon (IKE)", "5.9 by its source", LineShape.Text,
        "Mar  1 11:59:58 vpn charon: 05[IKE] IKE_SA roadwarrior[7] established between 192.0.2.1[vpn.city.example]...203.0.113.7[ann]")
    {
        Programs = ["charon", "charon-systemd", "ipsec", "strongswan"],
        Proves = "yes where an IKE_SA is established",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.StartsWith("charon"u8) && !header.App.SequenceEqual("ipsec"u8) && !header.App.SequenceEqual("strongswan"u8)) return false;
        var text = message.Trim((byte)' ');
        if (!Words.TryTakeTo(ref text, "["u8, out var thread) || !Words.IsNumber(thread) || !Words.TryTakeTo(ref text, "] "u8, out var group) || group.Length != 3) return false;
        if (text.StartsWith("<"u8) && Words.TryTakeTo(ref text, "> "u8, out var connection)) into.Set(Fields.ConnectionUid, connection[1..]);
        if (!TryRead(text, into)) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "charon"u8).Set(Fields.ServiceName, "charon"u8).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "IKE_SA "u8))
        {
            into.SetUnmapped("ike_sa"u8, Words.Take(ref text));
            if (Text.TryTake(ref text, "established between "u8) || Text.TryTake(ref text, "rekeyed between "u8)) return Between(text, 1, true, into);
            return Text.TryTake(ref text, "deleted between "u8) && Between(text, 2, false, into);
        }

        if (Text.TryTake(ref text, "deleting IKE_SA "u8))
        {
            into.SetUnmapped("ike_sa"u8, Words.Take(ref text));
            return Text.TryTake(ref text, "between "u8) && Between(text, 2, false, into);
        }

        if (text.StartsWith("CHILD_SA "u8) && text.IndexOf(" established with SPIs "u8) > 0)
        {
            into.Is(EventClass.TunnelActivity, 99, 1, Source);
            return true;
        }

        if (Words.TryTakeTo(ref text, " is initiating an IKE_SA"u8, out var initiator))
        {
            into.Is(EventClass.TunnelActivity, 99, 0, Source);
            Text.SetSource(into, initiator);
            return Text.IsAddress(initiator);
        }

        if (text.StartsWith("authentication of '"u8))
        {
            var success = text.EndsWith(" successful"u8);
            if (!success && text.IndexOf("failed"u8) < 0) return false;
            // The identity is the peer's word; what is right of its last quote is charon's.
            if (text.LastIndexOf("' with "u8) is > 19 and var end) into.Set(Fields.UserName, text[19..end]);
            into.Is(EventClass.Authentication, 1, success ? 1 : 2, Source);
            return true;
        }

        if (text.IndexOf("' failed"u8) > 0 && (text.StartsWith("EAP method "u8) || text.StartsWith("XAuth authentication of '"u8)))
        {
            Text.SetPresent(into, Fields.UserName, Words.Between(text, "'"u8, "'"u8));
            into.Is(EventClass.Authentication, 1, 2, Source);
            return true;
        }

        var refused = text.StartsWith("received AUTHENTICATION_FAILED"u8) || text.StartsWith("no peer config found"u8) || text.StartsWith("no shared key found for"u8)
            || text.StartsWith("tried "u8) || text.StartsWith("no matching peer config found"u8) || text.StartsWith("no trusted "u8);
        if (!refused) return false;
        into.Is(EventClass.Authentication, 1, 2, Source);
        return true;
    }

    /// <summary>"LOCAL[ID]...REMOTE[ID]": the remote identity is the peer's, its address charon's.</summary>
    private static bool Between(ReadOnlySpan<byte> text, int activity, bool established, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "["u8, out var local) || !Words.TryTakeTo(ref text, "]..."u8, out _) || !Words.TryTakeTo(ref text, "["u8, out var remote) || !Text.IsAddress(remote)) return false;
        into.Is(EventClass.TunnelActivity, activity, established ? 1 : 0, Source).Proven(established);
        Text.SetSource(into, remote);
        Text.SetDestination(into, local, default);
        Text.TryTakeEnd(ref text, "]"u8);
        Text.SetPresent(into, Fields.UserName, text);
        return true;
    }
}

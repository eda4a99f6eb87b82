using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Imports.Observed;
using Ward.City.Merging;
using Ward.Standards.Yaml;
using Ward.Standards.Zeek;

namespace Ward.City.Imports.Zeek;

/// <summary>Rows of conn.log as conversations.</summary>
internal sealed class ConnLog(Func<IPAddress, bool?>? isCity)
{
    private readonly FlowCounter counter = new(isCity);
    private long other, partial;

    public void Take(ZeekRow row, ProblemList problems)
    {
        var icmp = row["proto"] is "icmp";
        if (!ZeekImport.TryTransport(row["proto"], out var transport) && !icmp)
        {
            other++;
            return;
        }

        if (ZeekImport.Address(row, "id.orig_h", problems) is not { } from || ZeekImport.Address(row, "id.resp_h", problems) is not { } to) return;
        // Of ICMP the port is the code of the message.
        if (row.Count("id.resp_p") is not { } port || port > 65535 || (port == 0 && !icmp))
        {
            problems.Add(row.Line, "id.resp_p", "a port from 1 to 65535", Printable.Quoted(row["id.resp_p"] ?? ""));
            return;
        }

        if (ReplyOf(row, transport, icmp) is not { } reply) partial++;
        else counter.Add(new Conversation(from, to, row.Flag("local_orig"), row.Flag("local_resp"), icmp ? Transport.Icmp : transport, icmp ? 0 : (int)port, reply, row.Time()));
    }

    public IEnumerable<CityRecord> Records(Provenance from, List<string> notes)
    {
        var (records, told) = new ObservedDelta(counter, isCity).Of(from);
        notes.AddRange(told);
        if (partial > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{partial} were seen in part only: who began them, or whether they were answered, is not known"));
        if (other > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{other} were neither TCP, UDP nor ICMP"));
        return records;
    }

    // conn_state as the documentation of conn.log has it. Null where it cannot be told.
    private static Reply? ReplyOf(ZeekRow row, Transport transport, bool icmp)
    {
        var answered = row.Count("resp_pkts") ?? row.Count("resp_bytes");
        if (icmp) return answered > 0 ? Reply.Answered : Reply.Refused;
        switch (row["conn_state"])
        {
            case "SF" or "S1" or "S2" or "S3" or "RSTO" or "RSTR": return Reply.Answered;
            case "S0": return transport == Transport.Udp ? Reply.OneWay : Reply.Refused;
            case "REJ" or "RSTOS0" or "SH": return Reply.Refused;
            case "OTH" when answered > 0 && (row.Count("orig_pkts") ?? row.Count("orig_bytes")) > 0: return Reply.Answered;
            default: return null;
        }
    }
}

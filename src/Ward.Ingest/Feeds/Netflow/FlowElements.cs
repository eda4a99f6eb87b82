namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// Information elements that get a name (IANA's IPFIX registry; NetFlow 9 has the same numbers where both have one). Any other stands in a line
/// under its number, "e123" or "e6871.123" with its enterprise: a number where it fits in eight bytes, else hex. Nothing is left out.
/// </summary>
internal static class FlowElements
{
    private static readonly Dictionary<ushort, (byte[] Name, FlowType Type)> Known = new()
    {
        [1] = ("bytes"u8.ToArray(), FlowType.Number),
        [2] = ("packets"u8.ToArray(), FlowType.Number),
        [3] = ("flows"u8.ToArray(), FlowType.Number),
        [4] = ("proto"u8.ToArray(), FlowType.Number),
        [5] = ("tos"u8.ToArray(), FlowType.Number),
        [6] = ("tcp_flags"u8.ToArray(), FlowType.Number),
        [7] = ("src_port"u8.ToArray(), FlowType.Number),
        [8] = ("src_ip"u8.ToArray(), FlowType.Address),
        [9] = ("src_mask"u8.ToArray(), FlowType.Number),
        [10] = ("input"u8.ToArray(), FlowType.Number),
        [11] = ("dst_port"u8.ToArray(), FlowType.Number),
        [12] = ("dst_ip"u8.ToArray(), FlowType.Address),
        [13] = ("dst_mask"u8.ToArray(), FlowType.Number),
        [14] = ("output"u8.ToArray(), FlowType.Number),
        [15] = ("next_hop"u8.ToArray(), FlowType.Address),
        [16] = ("src_as"u8.ToArray(), FlowType.Number),
        [17] = ("dst_as"u8.ToArray(), FlowType.Number),
        [21] = ("end"u8.ToArray(), FlowType.UptimeMilliseconds),
        [22] = ("start"u8.ToArray(), FlowType.UptimeMilliseconds),
        [23] = ("out_bytes"u8.ToArray(), FlowType.Number),
        [24] = ("out_packets"u8.ToArray(), FlowType.Number),
        [27] = ("src_ip"u8.ToArray(), FlowType.Address),
        [28] = ("dst_ip"u8.ToArray(), FlowType.Address),
        [32] = ("icmp_type_code"u8.ToArray(), FlowType.Number),
        [34] = ("sampling_interval"u8.ToArray(), FlowType.Number),
        [35] = ("sampling_algorithm"u8.ToArray(), FlowType.Number),
        [36] = ("active_timeout"u8.ToArray(), FlowType.Number),
        [37] = ("inactive_timeout"u8.ToArray(), FlowType.Number),
        [38] = ("engine_type"u8.ToArray(), FlowType.Number),
        [39] = ("engine_id"u8.ToArray(), FlowType.Number),
        [40] = ("exported_bytes"u8.ToArray(), FlowType.Number),
        [41] = ("exported_packets"u8.ToArray(), FlowType.Number),
        [42] = ("exported_flows"u8.ToArray(), FlowType.Number),
        [48] = ("sampler_id"u8.ToArray(), FlowType.Number),
        [56] = ("src_mac"u8.ToArray(), FlowType.Mac),
        [57] = ("dst_mac_out"u8.ToArray(), FlowType.Mac),
        [58] = ("vlan"u8.ToArray(), FlowType.Number),
        [59] = ("vlan_out"u8.ToArray(), FlowType.Number),
        [60] = ("ip_version"u8.ToArray(), FlowType.Number),
        [61] = ("direction"u8.ToArray(), FlowType.Number),
        [62] = ("next_hop"u8.ToArray(), FlowType.Address),
        [80] = ("dst_mac"u8.ToArray(), FlowType.Mac),
        [81] = ("src_mac_out"u8.ToArray(), FlowType.Mac),
        [82] = ("interface"u8.ToArray(), FlowType.Text),
        [83] = ("interface_description"u8.ToArray(), FlowType.Text),
        [85] = ("total_bytes"u8.ToArray(), FlowType.Number),
        [86] = ("total_packets"u8.ToArray(), FlowType.Number),
        [89] = ("forwarding_status"u8.ToArray(), FlowType.Number),
        [96] = ("application"u8.ToArray(), FlowType.Text),
        [130] = ("exporter_ip"u8.ToArray(), FlowType.Address),
        [131] = ("exporter_ip"u8.ToArray(), FlowType.Address),
        [136] = ("end_reason"u8.ToArray(), FlowType.Number),
        [139] = ("icmp_type_code"u8.ToArray(), FlowType.Number),
        [144] = ("exporter_process"u8.ToArray(), FlowType.Number),
        [148] = ("flow_id"u8.ToArray(), FlowType.Number),
        [149] = ("domain"u8.ToArray(), FlowType.Number),
        [150] = ("start"u8.ToArray(), FlowType.EpochSeconds),
        [151] = ("end"u8.ToArray(), FlowType.EpochSeconds),
        [152] = ("start"u8.ToArray(), FlowType.EpochMilliseconds),
        [153] = ("end"u8.ToArray(), FlowType.EpochMilliseconds),
        [160] = ("exporter_start"u8.ToArray(), FlowType.EpochMilliseconds),
        [161] = ("duration"u8.ToArray(), FlowType.Number),
        [176] = ("icmp_type"u8.ToArray(), FlowType.Number),
        [177] = ("icmp_code"u8.ToArray(), FlowType.Number),
        [192] = ("ttl"u8.ToArray(), FlowType.Number),
        [225] = ("nat_src_ip"u8.ToArray(), FlowType.Address),
        [226] = ("nat_dst_ip"u8.ToArray(), FlowType.Address),
        [227] = ("nat_src_port"u8.ToArray(), FlowType.Number),
        [228] = ("nat_dst_port"u8.ToArray(), FlowType.Number),
        [231] = ("initiator_bytes"u8.ToArray(), FlowType.Number),
        [232] = ("responder_bytes"u8.ToArray(), FlowType.Number),
        [233] = ("firewall_event"u8.ToArray(), FlowType.Number),
        [234] = ("vrf_in"u8.ToArray(), FlowType.Number),
        [239] = ("biflow_direction"u8.ToArray(), FlowType.Number),
        [305] = ("sampling_packet_interval"u8.ToArray(), FlowType.Number),
        [306] = ("sampling_packet_space"u8.ToArray(), FlowType.Number),
        [371] = ("user"u8.ToArray(), FlowType.Text),
        [459] = ("http_method"u8.ToArray(), FlowType.Text),
        [460] = ("http_host"u8.ToArray(), FlowType.Text),
        [461] = ("http_target"u8.ToArray(), FlowType.Text),
    };

    /// <summary>Name and type of an element of IANA's; false where it is none that has one here.</summary>
    public static bool TryFind(FlowField field, out ReadOnlySpan<byte> name, out FlowType type)
    {
        name = default;
        type = FlowType.Bytes;
        if (field.Enterprise != 0 || !Known.TryGetValue(field.Element, out var known)) return false;
        name = known.Name;
        type = known.Type;
        return true;
    }
}

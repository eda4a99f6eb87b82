namespace Ward.Ingest.Decoders.Packets;

/// <summary>Names of EtherNet/IP commands and CIP services, and what changes a device.</summary>
internal static class EnipNames
{
    /// <summary>The class whose services 4EH, 52H, 54H open, close and route connections.</summary>
    public const int ConnectionManager = 6;

    public static ReadOnlySpan<byte> Command(ushort command) => command switch
    {
        0x00 => "nop"u8,
        0x04 => "list_services"u8,
        0x63 => "list_identity"u8,
        0x64 => "list_interfaces"u8,
        0x65 => "register_session"u8,
        0x66 => "unregister_session"u8,
        0x6F => "send_rr_data"u8,
        0x70 => "send_unit_data"u8,
        0x72 => "indicate_status"u8,
        0x73 => "cancel"u8,
        _ => "unknown"u8,
    };

    public static ReadOnlySpan<byte> Service(byte service, int target) => (service, target) switch
    {
        (0x01, _) => "get_attributes_all"u8,
        (0x02, _) => "set_attributes_all"u8,
        (0x03, _) => "get_attribute_list"u8,
        (0x04, _) => "set_attribute_list"u8,
        (0x05, _) => "reset"u8,
        (0x06, _) => "start"u8,
        (0x07, _) => "stop"u8,
        (0x08, _) => "create"u8,
        (0x09, _) => "delete"u8,
        (0x0A, _) => "multiple_service_packet"u8,
        (0x0D, _) => "apply_attributes"u8,
        (0x0E, _) => "get_attribute_single"u8,
        (0x10, _) => "set_attribute_single"u8,
        (0x11, _) => "find_next_object_instance"u8,
        (0x15, _) => "restore"u8,
        (0x16, _) => "save"u8,
        (0x4E, ConnectionManager) => "forward_close"u8,
        (0x52, ConnectionManager) => "unconnected_send"u8,
        (0x54, ConnectionManager) => "forward_open"u8,
        (0x5B, ConnectionManager) => "large_forward_open"u8,
        (0x4B, 0x67) => "execute_pccc"u8,
        (0x4C, _) => "read_tag"u8,
        (0x4D, _) => "write_tag"u8,
        (0x4E, _) => "read_modify_write_tag"u8,
        (0x52, _) => "read_tag_fragmented"u8,
        (0x53, _) => "write_tag_fragmented"u8,
        (0x55, _) => "get_instance_attribute_list"u8,
        _ => "unknown"u8,
    };

    public static bool IsCommand(byte service, int target) =>
        service is 0x02 or 0x04 or 0x05 or 0x06 or 0x07 or 0x08 or 0x09 or 0x10 or 0x15 or 0x16 or 0x4D or 0x53 || (service == 0x4E && target != ConnectionManager);
}

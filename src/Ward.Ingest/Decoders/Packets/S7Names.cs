namespace Ward.Ingest.Decoders.Packets;

/// <summary>Names of S7 functions, memory areas and of what S7comm-plus asks for; there is no public standard, these are the names in general use.</summary>
internal static class S7Names
{
    public static ReadOnlySpan<byte> Function(byte code) => code switch
    {
        0x00 => "cpu_services"u8,
        0x04 => "read_var"u8,
        0x05 => "write_var"u8,
        0x1A => "request_download"u8,
        0x1B => "download_block"u8,
        0x1C => "download_ended"u8,
        0x1D => "start_upload"u8,
        0x1E => "upload"u8,
        0x1F => "end_upload"u8,
        0x28 => "plc_control"u8,
        0x29 => "plc_stop"u8,
        0xF0 => "setup_communication"u8,
        _ => "unknown"u8,
    };

    /// <summary>Groups of user data.</summary>
    public static ReadOnlySpan<byte> Group(int group) => group switch
    {
        0 => "mode_transition"u8,
        1 => "programmer"u8,
        2 => "cyclic_data"u8,
        3 => "block_functions"u8,
        4 => "cpu_functions"u8,
        5 => "security"u8,
        6 => "pbc_bsend_brecv"u8,
        7 => "time"u8,
        15 => "nc_programming"u8,
        _ => "unknown"u8,
    };

    public static ReadOnlySpan<byte> Area(byte area) => area switch
    {
        0x03 => "SI200"u8,
        0x05 => "SM200"u8,
        0x06 => "AI200"u8,
        0x07 => "AQ200"u8,
        0x1C => "C"u8,
        0x1D => "T"u8,
        0x80 => "P"u8,
        0x81 => "I"u8,
        0x82 => "Q"u8,
        0x83 => "M"u8,
        0x84 => "DB"u8,
        0x85 => "DI"u8,
        0x86 => "L"u8,
        0x87 => "V"u8,
        _ => "area"u8,
    };

    public static ReadOnlySpan<byte> PlusFunction(ushort code) => code switch
    {
        0x04B1 => "error"u8,
        0x04BB => "explore"u8,
        0x04CA => "create_object"u8,
        0x04D4 => "delete_object"u8,
        0x04F2 => "set_variable"u8,
        0x04FC => "get_variable"u8,
        0x0506 => "add_link"u8,
        0x051A => "remove_link"u8,
        0x0524 => "get_link"u8,
        0x0542 => "set_multi_variables"u8,
        0x054C => "get_multi_variables"u8,
        0x0556 => "begin_sequence"u8,
        0x0560 => "end_sequence"u8,
        0x056B => "invoke"u8,
        0x057C => "set_var_sub_streamed"u8,
        0x0586 => "get_var_sub_streamed"u8,
        0x0590 => "get_variables_address"u8,
        0x059A => "abort"u8,
        0x05A9 => "error2"u8,
        0x05B3 => "init_ssl"u8,
        _ => "unknown"u8,
    };

    /// <summary>What writes, loads, starts or stops.</summary>
    public static bool IsCommand(byte function) => function is 0x05 or 0x1A or 0x1B or 0x1C or 0x28 or 0x29;

    public static bool IsPlusCommand(ushort function) => function is 0x04CA or 0x04D4 or 0x04F2 or 0x0506 or 0x051A or 0x0542 or 0x056B or 0x057C;
}

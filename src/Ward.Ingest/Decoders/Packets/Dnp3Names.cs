namespace Ward.Ingest.Decoders.Packets;

/// <summary>Names of DNP3 functions and internal indications (IEEE 1815, sections 4.4 and 4.2.2.6), and which functions carry or change what.</summary>
internal static class Dnp3Names
{
    private static readonly string[] IndicationNames =
    [
        "all_stations", "class_1_events", "class_2_events", "class_3_events", "need_time", "local_control", "device_trouble", "device_restart",
        "no_func_code_support", "object_unknown", "parameter_error", "event_buffer_overflow", "already_executing", "config_corrupt", "reserved_2", "reserved_1",
    ];

    private static readonly byte[][] Indications = [.. IndicationNames.Select(System.Text.Encoding.ASCII.GetBytes)];

    public static ReadOnlySpan<byte> Indication(int bit) => Indications[bit];

    public static ReadOnlySpan<byte> Function(byte code) => code switch
    {
        0 => "confirm"u8,
        1 => "read"u8,
        2 => "write"u8,
        3 => "select"u8,
        4 => "operate"u8,
        5 => "direct_operate"u8,
        6 => "direct_operate_nr"u8,
        7 => "immed_freeze"u8,
        8 => "immed_freeze_nr"u8,
        9 => "freeze_clear"u8,
        10 => "freeze_clear_nr"u8,
        11 => "freeze_at_time"u8,
        12 => "freeze_at_time_nr"u8,
        13 => "cold_restart"u8,
        14 => "warm_restart"u8,
        15 => "initialize_data"u8,
        16 => "initialize_appl"u8,
        17 => "start_appl"u8,
        18 => "stop_appl"u8,
        19 => "save_config"u8,
        20 => "enable_unsolicited"u8,
        21 => "disable_unsolicited"u8,
        22 => "assign_class"u8,
        23 => "delay_measure"u8,
        24 => "record_current_time"u8,
        25 => "open_file"u8,
        26 => "close_file"u8,
        27 => "delete_file"u8,
        28 => "get_file_info"u8,
        29 => "authenticate_file"u8,
        30 => "abort_file"u8,
        31 => "activate_config"u8,
        32 => "authenticate_req"u8,
        33 => "authenticate_req_nr"u8,
        129 => "response"u8,
        130 => "unsolicited_response"u8,
        131 => "authenticate_resp"u8,
        _ => "unknown"u8,
    };

    public static ReadOnlySpan<byte> Link(int function, bool primary) => (primary, function) switch
    {
        (true, 0) => "reset_link"u8,
        (true, 1) => "reset_user_process"u8,
        (true, 2) => "test_link"u8,
        (true, 3) => "confirmed_user_data"u8,
        (true, 4) => "unconfirmed_user_data"u8,
        (true, 9) => "request_link_status"u8,
        (false, 0) => "ack"u8,
        (false, 1) => "nack"u8,
        (false, 11) => "link_status"u8,
        (false, 15) => "not_supported"u8,
        _ => "unknown"u8,
    };

    /// <summary>Whether objects of the request carry data; where not, they only name points.</summary>
    public static bool CarriesData(byte code) => code is 2 or 3 or 4 or 5 or 6 or 11 or 12 or (>= 25 and <= 33) or >= 129;

    /// <summary>Whether this indication says that a request was not carried out.</summary>
    public static bool IsRefusal(ReadOnlySpan<byte> indication) =>
        indication.SequenceEqual("no_func_code_support"u8) || indication.SequenceEqual("object_unknown"u8) || indication.SequenceEqual("parameter_error"u8) || indication.SequenceEqual("already_executing"u8);

    /// <summary>What changes the outstation's outputs, clock, configuration, files or what it reports.</summary>
    public static bool IsCommand(byte code) => code is (>= 2 and <= 22) or 24 or 25 or 27 or 31;
}

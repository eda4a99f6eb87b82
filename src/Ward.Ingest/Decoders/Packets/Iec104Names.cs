namespace Ward.Ingest.Decoders.Packets;

/// <summary>Mnemonics of ASDU types and causes of transmission (IEC 60870-5-101 section 7.2, 60870-5-104 section 6), and the length of an information object.</summary>
internal static class Iec104Names
{
    public static ReadOnlySpan<byte> Type(byte id) => id switch
    {
        1 => "M_SP_NA_1"u8,
        3 => "M_DP_NA_1"u8,
        5 => "M_ST_NA_1"u8,
        7 => "M_BO_NA_1"u8,
        9 => "M_ME_NA_1"u8,
        11 => "M_ME_NB_1"u8,
        13 => "M_ME_NC_1"u8,
        15 => "M_IT_NA_1"u8,
        20 => "M_PS_NA_1"u8,
        21 => "M_ME_ND_1"u8,
        30 => "M_SP_TB_1"u8,
        31 => "M_DP_TB_1"u8,
        32 => "M_ST_TB_1"u8,
        33 => "M_BO_TB_1"u8,
        34 => "M_ME_TD_1"u8,
        35 => "M_ME_TE_1"u8,
        36 => "M_ME_TF_1"u8,
        37 => "M_IT_TB_1"u8,
        38 => "M_EP_TD_1"u8,
        39 => "M_EP_TE_1"u8,
        40 => "M_EP_TF_1"u8,
        45 => "C_SC_NA_1"u8,
        46 => "C_DC_NA_1"u8,
        47 => "C_RC_NA_1"u8,
        48 => "C_SE_NA_1"u8,
        49 => "C_SE_NB_1"u8,
        50 => "C_SE_NC_1"u8,
        51 => "C_BO_NA_1"u8,
        58 => "C_SC_TA_1"u8,
        59 => "C_DC_TA_1"u8,
        60 => "C_RC_TA_1"u8,
        61 => "C_SE_TA_1"u8,
        62 => "C_SE_TB_1"u8,
        63 => "C_SE_TC_1"u8,
        64 => "C_BO_TA_1"u8,
        70 => "M_EI_NA_1"u8,
        100 => "C_IC_NA_1"u8,
        101 => "C_CI_NA_1"u8,
        102 => "C_RD_NA_1"u8,
        103 => "C_CS_NA_1"u8,
        104 => "C_TS_NA_1"u8,
        105 => "C_RP_NA_1"u8,
        106 => "C_CD_NA_1"u8,
        107 => "C_TS_TA_1"u8,
        110 => "P_ME_NA_1"u8,
        111 => "P_ME_NB_1"u8,
        112 => "P_ME_NC_1"u8,
        113 => "P_AC_NA_1"u8,
        120 => "F_FR_NA_1"u8,
        121 => "F_SR_NA_1"u8,
        122 => "F_SC_NA_1"u8,
        123 => "F_LS_NA_1"u8,
        124 => "F_AF_NA_1"u8,
        125 => "F_SG_NA_1"u8,
        126 => "F_DR_TA_1"u8,
        127 => "F_SC_NB_1"u8,
        _ => default,
    };

    public static ReadOnlySpan<byte> Cause(int cause) => cause switch
    {
        1 => "per/cyc"u8,
        2 => "back"u8,
        3 => "spont"u8,
        4 => "init"u8,
        5 => "req"u8,
        6 => "act"u8,
        7 => "actcon"u8,
        8 => "deact"u8,
        9 => "deactcon"u8,
        10 => "actterm"u8,
        11 => "retrem"u8,
        12 => "retloc"u8,
        13 => "file"u8,
        20 => "inrogen"u8,
        >= 21 and <= 36 => "inro"u8,
        37 => "reqcogen"u8,
        >= 38 and <= 41 => "reqco"u8,
        44 => "unknown type"u8,
        45 => "unknown cause"u8,
        46 => "unknown common address"u8,
        47 => "unknown object address"u8,
        _ => "reserved"u8,
    };

    /// <summary>Control direction: commands, interrogations, parameters, files asked for.</summary>
    public static bool IsControl(byte type) => type is (>= 45 and <= 64) or (>= 100 and <= 107) or (>= 110 and <= 113) or 122;

    /// <summary>What acts on the process or the station; interrogations, reads and tests do not.</summary>
    public static bool Acts(byte type) => type is (>= 45 and <= 64) or 103 or 105 or (>= 110 and <= 113);

    /// <summary>A file itself: announced, in sections, in segments (7.4.11); not that it is called or acknowledged.</summary>
    public static bool IsFile(byte type) => type is 120 or 121 or 123 or 125;

    /// <summary>Bytes of an object's element without its address; -1 where the length is its own or not known.</summary>
    public static int SizeOf(byte type) => type switch
    {
        1 or 3 or 45 or 46 or 47 or 70 or 100 or 101 or 105 or 113 => 1,
        5 or 104 => 2,
        9 or 11 or 48 or 49 or 110 or 111 => 3,
        21 or 106 => 2,
        7 or 13 or 15 or 20 or 50 or 112 => 5,
        51 => 4,
        102 => 0,
        103 => 7,
        30 or 31 or 58 or 59 or 60 => 8,
        32 => 9,
        34 or 35 or 38 or 61 or 62 => 10,
        107 => 9,
        33 or 36 or 37 or 63 => 12,
        39 or 40 or 64 => 11,
        _ => -1,
    };
}

namespace Ward.Ingest.Decoders.Packets;

/// <summary>How long an object of a group and variation is (IEEE 1815, annex A).</summary>
internal static class Dnp3Objects
{
    /// <summary>Not fixed, or not known.</summary>
    public const int Variable = -1;

    /// <summary>Packed: one or two bits an object.</summary>
    public const int Bit = -2, TwoBits = -3;

    public static int SizeOf(byte group, byte variation) => (group, variation) switch
    {
        (1, 1) or (10, 1) or (12, 3) or (80, 1) => Bit,
        (3, 1) => TwoBits,
        (1, 2) or (2, 1) or (3, 2) or (4, 1) or (10, 2) or (11, 1) or (13, 1) => 1,
        (2, 2) or (4, 2) or (11, 2) or (13, 2) => 7,
        (2, 3) or (4, 3) => 3,
        (12, 1 or 2) => 11,
        (20, 1 or 3) => 5,
        (20, 2 or 4) => 3,
        (20, 5 or 7) => 4,
        (20, 6 or 8) => 2,
        (21, 1 or 3) => 5,
        (21, 2 or 4) => 3,
        (21, 5 or 7) => 11,
        (21, 6 or 8) => 9,
        (21, 9 or 11) => 4,
        (21, 10 or 12) => 2,
        (22 or 23, 1 or 3) => 5,
        (22 or 23, 2 or 4) => 3,
        (22 or 23, 5 or 7) => 11,
        (22 or 23, 6 or 8) => 9,
        (30, 1 or 5) => 5,
        (30, 2) => 3,
        (30, 3) => 4,
        (30, 4) => 2,
        (30, 6) => 9,
        (31, 1 or 7) => 5,
        (31, 2) => 3,
        (31, 3) => 11,
        (31, 4 or 8) => 9,
        (31, 5) => 4,
        (31, 6) => 2,
        (32 or 33 or 42 or 43, 1 or 5) => 5,
        (32 or 33 or 42 or 43, 2) => 3,
        (32 or 33 or 42 or 43, 3 or 7) => 11,
        (32 or 33 or 42 or 43, 4 or 6) => 9,
        (32 or 33 or 42 or 43, 8) => 15,
        (34, 1) => 2,
        (34, 2 or 3) => 4,
        (40 or 41, 1 or 3) => 5,
        (40 or 41, 2) => 3,
        (40 or 41, 4) => 9,
        (50, 1 or 3) => 6,
        (50, 2) => 10,
        (50, 4) => 11,
        (51, 1 or 2) => 6,
        (52, 1 or 2) => 2,
        (110 or 111 or 112 or 113, > 0) => variation,
        _ => Variable,
    };
}

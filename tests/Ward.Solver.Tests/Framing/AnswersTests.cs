using CsCheck;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Solver.Framing;

namespace Ward.Solver.Tests.Framing;

public sealed class AnswersTests
{
    [Fact]
    public void WhateverComesIsAnAnswerOrAFault() =>
        Gen.Byte.Array[0, 80].Sample(bytes => Assert.NotNull(Answers.Read(bytes, 2, 1)));

    [Fact]
    public void WhatIsWrittenIsRead() =>
        Gen.Select(Gen.Double[-1e9, 1e9].Array[2], Gen.Double[-1e9, 1e9], Gen.Double[0, 9].Array[1], Gen.Long[0, 1L << 40]).Sample((values, bound, duals, work) =>
        {
            var read = Assert.IsType<MasterAnswer.Solved>(Read(new MasterAnswer.Solved(values, bound, duals, work)));
            Assert.Equal(values, read.Values);
            Assert.Equal(duals, read.Duals);
            Assert.Equal((bound, work), (read.Bound, read.Work));
        });

    [Fact]
    public void AnAnswerForAnotherProblemIsAFault() => Assert.IsType<MasterAnswer.Faulted>(Read(new MasterAnswer.Solved([1, 2, 3], 0, [], 1)));

    [Fact]
    public void ANumberThatIsNoneIsAFault() => Assert.IsType<MasterAnswer.Faulted>(Read(new MasterAnswer.Solved([1, double.NaN], 0, [0], 1)));

    [Fact]
    public void AFrameCutShortIsTheEnd()
    {
        using var stream = new MemoryStream([200, 0, 0, 0, 1, 2]);

        Assert.Null(FrameReader.From(stream));
    }

    [Fact]
    public void ALengthOutOfRangeIsRefused()
    {
        using var stream = new MemoryStream([255, 255, 255, 255, 1]);

        Assert.Throws<InvalidDataException>(() => FrameReader.From(stream));
    }

    private static MasterAnswer Read(MasterAnswer answer)
    {
        using var stream = new MemoryStream();
        Answers.Write(answer).SendTo(stream);
        stream.Position = 0;
        return Answers.Read(FrameReader.From(stream)!, 2, 1);
    }
}

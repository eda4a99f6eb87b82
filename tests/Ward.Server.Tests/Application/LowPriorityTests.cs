using Ward.Server.Application;

namespace Ward.Server.Tests.Application;

public sealed class LowPriorityTests
{
    [Fact]
    public async Task WhatTheWorkThrowsIsTheTasksAndEndsNothingElse() =>
        Assert.Equal("full", (await Assert.ThrowsAsync<IOException>(() => LowPriority.Run("test", () => throw new IOException("full")))).Message);
}
